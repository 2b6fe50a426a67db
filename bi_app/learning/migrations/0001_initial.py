import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('asking', '0005_grounds'),
        ('metrics', '0006_verified_stay'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AcceptedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.TextField(unique=True)),
                ('name', models.CharField(max_length=63)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('name', 'word'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('word', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='word_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('unknown_word', 'Unknown word'), ('correction', 'Corrected'), ('rejected', 'Not what was meant'), ('choice', 'Chosen reading')], max_length=12)),
                ('said', models.TextField(blank=True, db_default='')),
                ('meant', models.TextField(blank=True, db_default='')),
                ('note', models.TextField(blank=True, db_default='')),
                ('metric', models.CharField(blank=True, db_default='', max_length=63)),
                ('owner', models.CharField(blank=True, db_default='', max_length=150)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('accepted', 'accepted'), ('declined', 'declined')], db_default='waiting', max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='asking.question')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='asking.question')),
                ('verified', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lessons', to='metrics.verifiedquestion')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'owner', '-at'], name='lesson_by_owner')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['unknown_word', 'correction', 'rejected', 'choice'])), name='lesson_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'waiting')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['accepted', 'declined'])), _connector='OR'), name='lesson_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('settled_by', None), ('kind__in', ['correction', 'choice']), _connector='OR'), name='lesson_settled_by_a_question'), models.UniqueConstraint(condition=models.Q(('kind__in', ('unknown_word', 'choice')), ('state', 'waiting'), models.Q(('said', ''), _negated=True)), fields=('person', 'kind', 'said', 'meant'), name='lesson_once_a_person'), models.UniqueConstraint(condition=models.Q(('kind', 'rejected')), fields=('question',), name='lesson_rejected_once')],
            },
        ),
        migrations.CreateModel(
            name='RememberedChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.TextField()),
                ('meant', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remembered_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('said',),
                'constraints': [models.UniqueConstraint(fields=('person', 'said'), name='choice_one_a_word'), models.CheckConstraint(condition=models.Q(models.Q(('said', ''), _negated=True), models.Q(('meant', ''), _negated=True)), name='choice_means_something')],
            },
        ),
    ]
