from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metrics", "0006_verified_stay")]

    operations = [
        migrations.AddIndex(
            model_name="valueentry",
            index=models.Index(fields=["dimension", "compact"], name="value_beginning"),
        ),
    ]
