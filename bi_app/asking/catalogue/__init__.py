"""What do the catalogue, the calendar, the policies and the ledger say?"""

from bi_app.asking.catalogue.tell import tell

__all__ = ["tell"]
