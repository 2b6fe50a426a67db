from django.db import migrations, models

KINDS = [
    ("unknown_word", "Unknown word"),
    ("correction", "Corrected"),
    ("rejected", "Not what was meant"),
    ("confirmed", "Right"),
    ("choice", "Chosen reading"),
]


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="lesson", name="lesson_kind_known"),
        migrations.AlterField(
            model_name="lesson", name="kind", field=models.CharField(choices=KINDS, max_length=12)
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in KINDS]), name="lesson_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.UniqueConstraint(
                condition=models.Q(kind="confirmed"),
                fields=["question"],
                name="lesson_confirmed_once",
            ),
        ),
    ]
