from django.db import migrations, models
from django.db.models import Q

WHY = [
    ("number", "Wrong number"),
    ("period", "Wrong period"),
    ("filter", "Wrong filter"),
    ("question", "Not what I asked"),
    ("other", "Something else"),
]


class Migration(migrations.Migration):
    dependencies = [("learning", "0002_confirmed")]

    operations = [
        migrations.AddField(
            model_name="lesson",
            name="why",
            field=models.CharField(blank=True, choices=WHY, db_default="", max_length=8),
        ),
        migrations.AddField(
            model_name="lesson",
            name="reply",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="lesson", name="seen_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                condition=~Q(state="waiting") & Q(seen_at=None),
                fields=["person"],
                name="lesson_unseen",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=Q(why="") | Q(why__in=[each for each, _ in WHY]),
                name="lesson_why_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=~Q(state="waiting") | Q(reply="", seen_at=None),
                name="lesson_answered_once_decided",
            ),
        ),
    ]
