import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('costs', '0002_entries_stay'),
        ('people', '0004_teams'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MoreAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(choices=[('day', 'Day'), ('month', 'Month')], max_length=5)),
                ('reason', models.CharField(blank=True, db_default='', max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decided_at', models.DateTimeField(null=True)),
                ('granted_micros', models.BigIntegerField(null=True)),
            ],
            options={
                'verbose_name_plural': 'more asked',
            },
        ),
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('person', 'Person'), ('team', 'Team'), ('whole', 'Whole')], max_length=6)),
                ('subject', models.BigIntegerField()),
                ('period', models.CharField(choices=[('day', 'Day'), ('month', 'Month')], max_length=5)),
                ('begins', models.DateField()),
                ('spent_micros', models.BigIntegerField(db_default=0)),
                ('reserved_micros', models.BigIntegerField(db_default=0)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='budget',
            name='budget_spent_positive',
        ),
        migrations.RemoveConstraint(
            model_name='budget',
            name='budget_reserved_positive',
        ),
        migrations.RemoveConstraint(
            model_name='ledgerentry',
            name='ledger_charged_once',
        ),
        migrations.RemoveIndex(
            model_name='ledgerentry',
            name='ledger_by_user',
        ),
        migrations.RemoveField(
            model_name='budget',
            name='day',
        ),
        migrations.RemoveField(
            model_name='budget',
            name='reserved_micros',
        ),
        migrations.RemoveField(
            model_name='budget',
            name='spent_micros',
        ),
        migrations.AddField(
            model_name='budget',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='budget',
            name='period',
            field=models.CharField(choices=[('day', 'Day'), ('month', 'Month')], db_default='day', max_length=5),
        ),
        migrations.AddField(
            model_name='budget',
            name='scope',
            field=models.CharField(choices=[('person', 'Person'), ('team', 'Team'), ('whole', 'Whole')], db_default='person', max_length=6),
        ),
        migrations.AddField(
            model_name='budget',
            name='soft_micros',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='budget',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='people.team'),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='call',
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='channel',
            field=models.CharField(blank=True, db_default='', max_length=10),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='metrics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='model',
            field=models.CharField(blank=True, db_default='', max_length=100),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='price_source',
            field=models.CharField(blank=True, db_default='', max_length=20),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='price_version',
            field=models.CharField(blank=True, db_default='', max_length=64),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='saved_by',
            field=models.CharField(blank=True, choices=[('cache', 'Cache'), ('rollup', 'Rollup'), ('rules', 'Rules')], db_default='', max_length=6),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='saved_micros',
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='teams',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='reservation',
            name='channel',
            field=models.CharField(choices=[('page', 'page'), ('api', 'api'), ('embed', 'embed'), ('agent', 'agent'), ('job', 'job')], default='page', max_length=10),
        ),
        migrations.AddField(
            model_name='reservation',
            name='day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='reservation',
            name='teams',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='reservation',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='budget',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='kind',
            field=models.CharField(choices=[('warehouse', 'Warehouse'), ('prompt_tokens', 'Prompt'), ('cached_tokens', 'Cached'), ('completion_tokens', 'Completion'), ('embedding_tokens', 'Embedding'), ('interpreting', 'Interpreting'), ('export', 'Export'), ('forgotten', 'Forgotten'), ('correction', 'Correction')], max_length=20),
        ),
        migrations.AlterField(
            model_name='reservation',
            name='budget',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='costs.budget'),
        ),
        migrations.AlterField(
            model_name='reservation',
            name='workload',
            field=models.CharField(choices=[('ask', 'ask'), ('suggest', 'suggest'), ('view', 'view'), ('watch', 'watch'), ('batch', 'batch'), ('agent', 'agent')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['user', 'day'], name='ledger_by_user'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['day'], name='ledger_by_day'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('scope', 'person'), ('team', None)), models.Q(('scope', 'team'), ('team__isnull', False), ('user', None)), models.Q(('scope', 'whole'), ('team', None), ('user', None)), _connector='OR'), name='budget_of_its_scope'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.CheckConstraint(condition=models.Q(('period__in', ['day', 'month'])), name='budget_period'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.CheckConstraint(condition=models.Q(('soft_micros', None), models.Q(('soft_micros__gte', 0), ('soft_micros__lte', models.F('limit_micros'))), _connector='OR'), name='budget_soft_within_limit'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('user', 'period'), name='budget_of_person'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(condition=models.Q(('team__isnull', False)), fields=('team', 'period'), name='budget_of_team'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(condition=models.Q(('team', None), ('user', None)), fields=('scope', 'period'), name='budget_of_nobody_else'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.UniqueConstraint(fields=('asking', 'kind', 'call'), name='ledger_charged_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('micros__gte', 0), ('kind', 'correction'), _connector='OR'), name='ledger_micros_positive'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('saved_micros__gte', 0)), name='ledger_saved_positive'),
        ),
        migrations.AddField(
            model_name='moreasked',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='moreasked',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='spending',
            constraint=models.UniqueConstraint(fields=('scope', 'subject', 'period', 'begins'), name='spending_once'),
        ),
        migrations.AddConstraint(
            model_name='spending',
            constraint=models.CheckConstraint(condition=models.Q(('spent_micros__gte', 0)), name='spending_spent_positive'),
        ),
        migrations.AddConstraint(
            model_name='spending',
            constraint=models.CheckConstraint(condition=models.Q(('reserved_micros__gte', 0)), name='spending_reserved_positive'),
        ),
        migrations.AddConstraint(
            model_name='moreasked',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('user', 'period'), name='more_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='moreasked',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('granted_micros', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='more_decided_by_somebody'),
        ),
    ]
