from turncurve import __main__ as command


def test_a_folder_is_sent_and_taken_and_each_says_what_it_did(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "plans.parquet").write_bytes(b"PAR1")
    assert command.main(["send", "tables", "drive", "--restricted"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Sent: 1 files, drive/")
    assert command.main(["send", "tables", "drive", "--restricted"]) == 0
    assert capsys.readouterr().out == said.replace("Sent", "Already there")
    assert command.main(["take", "drive", "worker"]) == 0
    assert capsys.readouterr().out == "Took: 1 files, worker.\n"
    assert command.main(["take", "drive", "worker"]) == 0
    assert capsys.readouterr().out == "Already here: 1 files, worker.\n"
    assert (tmp_path / "worker" / "plans.parquet").read_bytes() == b"PAR1"


def test_what_cannot_be_done_is_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command.main(["send", "nowhere", "drive"]) == 1
    assert command.main(["take", "drive", "worker"]) == 1
    said = capsys.readouterr().err
    assert said.count("turncurve: ") == 2
    assert "Traceback" not in said
