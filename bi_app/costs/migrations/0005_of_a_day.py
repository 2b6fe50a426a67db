import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('costs', '0004_counted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(model_name='reservation', name='budget'),
        migrations.AlterField(
            model_name='reservation',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='reservation',
            name='day',
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name='reservation',
            name='channel',
            field=models.CharField(choices=[('page', 'page'), ('api', 'api'), ('embed', 'embed'), ('agent', 'agent'), ('job', 'job')], max_length=10),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='day',
            field=models.DateField(),
        ),
    ]
