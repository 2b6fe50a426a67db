from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("asking", "0005_grounds")]

    operations = [
        migrations.AddField(
            model_name="answerrecord", name="assumed", field=models.JSONField(db_default=[])
        ),
        migrations.AddField(
            model_name="answerrecord", name="chosen", field=models.JSONField(db_default=[])
        ),
    ]
