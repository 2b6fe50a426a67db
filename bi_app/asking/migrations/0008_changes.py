from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("asking", "0007_words_and_what_they_became")]

    operations = [
        migrations.AddField(
            model_name="answerrecord", name="changes", field=models.JSONField(db_default=[])
        ),
    ]
