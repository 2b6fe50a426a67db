from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metrics", "0003_spellings")]

    operations = [
        migrations.AddIndex(
            model_name="valueentry",
            index=models.Index(
                condition=models.Q(("vector__isnull", False)),
                fields=["dimension"],
                name="value_with_vector",
            ),
        ),
    ]
