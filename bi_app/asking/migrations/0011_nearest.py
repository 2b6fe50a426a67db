from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("asking", "0010_threads")]

    operations = [
        migrations.AddField(
            model_name="answerrecord",
            name="nearest",
            field=models.JSONField(db_default=[]),
        )
    ]
