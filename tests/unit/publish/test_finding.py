import dataclasses

import pytest

from turncurve.publish.finding import Finding


def test_a_finding_is_needed_unless_it_is_said_to_be_a_note():
    assert Finding("Room.", well=True) == Finding("Room.", well=True, needed=True)


def test_a_finding_does_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Finding("Room.", well=True).well = False
