import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgvector.django.vector
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('metrics', '0004_value_with_vector'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VerifiedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('query', models.JSONField()),
                ('metrics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), size=None)),
                ('dimensions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), size=None)),
                ('hash', models.CharField(max_length=64)),
                ('vector', pgvector.django.vector.VectorField(dimensions=384)),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('approved_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='metrics.release')),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('text'), condition=models.Q(('withdrawn_at', None)), name='verified_one_plan_a_question'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='verified_asks_something'), models.CheckConstraint(condition=models.Q(('hash__regex', '^[0-9a-f]{64}$')), name='verified_hash_is_sha256'), models.CheckConstraint(condition=models.Q(('approver', None), models.Q(('approver', models.F('author')), _negated=True), _connector='OR'), name='verified_by_a_second_person'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approver', None)), models.Q(('approved_at__isnull', False), ('approver__isnull', False)), _connector='OR'), name='verified_approval_is_dated')],
            },
        ),
    ]
