"""Whether audits of the same questions found another practice later than before."""

from __future__ import annotations

from turncurve.analyses.audit_changed import AuditChange, Changed, change

__all__ = ["AuditChange", "Changed", "change"]
