import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgvector.django
import pgvector.django.indexes
import pgvector.django.vector
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        pgvector.django.VectorExtension(),
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.BigIntegerField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("metric", "Metric"), ("dimension", "Dimension")], max_length=9
                    ),
                ),
                ("name", models.CharField(max_length=63)),
                ("text", models.TextField()),
                (
                    "stems",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("vector", pgvector.django.vector.VectorField(dimensions=384)),
            ],
            options={
                "verbose_name_plural": "catalogue entries",
                "ordering": ("kind", "name", "text"),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["stems"], name="catalogue_stems"
                    ),
                    pgvector.django.indexes.HnswIndex(
                        fields=["vector"], name="catalogue_vector", opclasses=["vector_cosine_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["metric", "dimension"])),
                        name="catalogue_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("hash", models.CharField(max_length=64)),
                ("files", models.JSONField()),
                ("reason", models.TextField()),
                ("by", models.CharField(max_length=150)),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(fields=("hash",), name="release_hash_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="release_number_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")),
                        name="release_hash_is_sha256",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="release_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoneLive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reason", models.TextField()),
                ("by", models.CharField(max_length=150)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gone_live",
                        to="metrics.release",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "gone live",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="ValueEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dimension", models.CharField(max_length=63)),
                ("value", models.TextField()),
                ("text", models.TextField()),
                ("word", models.BooleanField(db_default=False)),
                ("compact", models.TextField(db_collation="C")),
                ("bag", models.TextField(db_collation="C")),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(db_collation="C"), size=None
                    ),
                ),
                ("scope", models.JSONField(db_default={})),
                ("digest", models.CharField(max_length=32)),
                ("vector", pgvector.django.vector.VectorField(dimensions=384, null=True)),
            ],
            options={
                "verbose_name_plural": "value entries",
                "ordering": ("dimension", "value", "text"),
                "indexes": [
                    models.Index(fields=["compact"], name="value_compact"),
                    models.Index(fields=["bag"], name="value_bag"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="value_words"
                    ),
                    pgvector.django.indexes.HnswIndex(
                        fields=["vector"], name="value_vector", opclasses=["vector_cosine_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dimension", "value", "text"), name="value_text_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ValueWord",
            fields=[
                ("word", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("stem", models.TextField(db_collation="C")),
                ("texts", models.PositiveIntegerField()),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(db_collation="C"), size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["stem"], name="value_word_stem"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["keys"], name="value_word_keys"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Live",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        db_default=1, primary_key=True, serialize=False
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="metrics.release",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "live",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="live_is_one_row")
                ],
            },
        ),
    ]
