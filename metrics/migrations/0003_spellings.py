"""Misspelling keys get a table of their own; the next build of the index fills both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metrics", "0002_triggers")]

    operations = [
        migrations.DeleteModel("ValueWord"),
        migrations.CreateModel(
            name="ValueWord",
            fields=[
                ("word", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("stem", models.TextField(db_collation="C")),
                ("texts", models.PositiveIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["stem"], name="value_word_stem")]},
        ),
        migrations.CreateModel(
            name="ValueSpelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(db_collation="C")),
                ("word", models.TextField(db_collation="C")),
            ],
            options={
                "indexes": [models.Index(fields=["word"], name="value_spelling_word")],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "word"), name="value_spelling_unique")
                ],
            },
        ),
    ]
