from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("asking", "0006_assumed_and_chosen")]

    operations = [
        migrations.AddField(
            model_name="answerrecord", name="words", field=models.JSONField(db_default=[])
        ),
    ]
