from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("asking", "0009_edits")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="title",
            field=models.CharField(blank=True, db_default="", max_length=120),
        ),
        migrations.AddField(
            model_name="conversation",
            name="deleted",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="SharedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=43, unique=True)),
                ("made", models.DateTimeField(db_default=Now())),
                ("taken_back", models.DateTimeField(null=True)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT,
                        related_name="links",
                        to="asking.question",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(taken_back=None),
                        fields=("question",),
                        name="shared_by_one_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(token__regex="^[A-Za-z0-9_-]{43}$"),
                        name="shared_by_a_whole_token",
                    ),
                ],
            },
        ),
    ]
