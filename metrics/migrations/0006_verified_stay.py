"""What a verified question asks and means never changes, and approval is given once."""

from django.db import migrations

HOLD = """
CREATE TRIGGER verified_immutable
    BEFORE UPDATE OF text, query, metrics, dimensions, hash, vector, release_id, author_id,
        proposed_at ON metrics_verifiedquestion
    FOR EACH ROW EXECUTE FUNCTION metrics_refuse('withdraw it and propose another');
CREATE TRIGGER verified_approved_once
    BEFORE UPDATE OF approver_id, approved_at ON metrics_verifiedquestion
    FOR EACH ROW WHEN (OLD.approver_id IS NOT NULL OR OLD.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION metrics_refuse('it is decided');
CREATE TRIGGER verified_withdrawn_once
    BEFORE UPDATE OF withdrawn_at ON metrics_verifiedquestion
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION metrics_refuse('it is withdrawn; propose another');
CREATE TRIGGER verified_stays BEFORE DELETE ON metrics_verifiedquestion
    FOR EACH ROW WHEN (OLD.approver_id IS NOT NULL)
    EXECUTE FUNCTION metrics_refuse('it was approved; withdraw it');
"""

LET_GO = """
DROP TRIGGER verified_stays ON metrics_verifiedquestion;
DROP TRIGGER verified_withdrawn_once ON metrics_verifiedquestion;
DROP TRIGGER verified_approved_once ON metrics_verifiedquestion;
DROP TRIGGER verified_immutable ON metrics_verifiedquestion;
"""


class Migration(migrations.Migration):
    dependencies = [("metrics", "0005_verified_questions")]

    operations = [migrations.RunSQL(HOLD, LET_GO)]
