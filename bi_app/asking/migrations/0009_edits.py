from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("asking", "0008_changes")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="edits",
            field=models.ForeignKey(
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="edited_by",
                to="asking.question",
            ),
        ),
    ]
