"""As a build of the index would: what is indexed already may not change for long."""

from django.db import migrations

FILL = """
INSERT INTO metrics_commonword (word, dimension, scope)
SELECT DISTINCT w.word, v.dimension, v.scope
FROM metrics_valueentry v, unnest(v.words) AS each (word)
JOIN metrics_valueword w ON w.word = each.word COLLATE "C" WHERE w.texts > 200
"""


class Migration(migrations.Migration):
    dependencies = [("metrics", "0008_common_words")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
