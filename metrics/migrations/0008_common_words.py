from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metrics", "0007_value_beginning")]

    operations = [
        migrations.CreateModel(
            name="CommonWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.TextField(db_collation="C")),
                ("dimension", models.CharField(max_length=63)),
                ("scope", models.JSONField(db_default={})),
            ],
            options={"indexes": [models.Index(fields=["word"], name="common_word")]},
        ),
    ]
