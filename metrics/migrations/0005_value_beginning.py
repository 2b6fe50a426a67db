from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metrics", "0004_value_with_vector")]

    operations = [
        migrations.AddIndex(
            model_name="valueentry",
            index=models.Index(fields=["dimension", "compact"], name="value_beginning"),
        ),
    ]
