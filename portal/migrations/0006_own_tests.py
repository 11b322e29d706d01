"""Tests of the team's own, of a category and of a sample. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Category(Model):
        class Meta:
            database = db
            table_name = "category"

    class CategoryTest(Model):
        version = IntegerField(default=1)
        category = ForeignKeyField(Category, backref="+", index=True)
        name = CharField(max_length=120)
        way = CharField(max_length=10)
        unit = CharField(max_length=20, default="")
        least = BigIntegerField(null=True)
        most = BigIntegerField(null=True)
        expected = BooleanField(default=True)
        how = CharField(max_length=300, default="")
        severity = CharField(max_length=10)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "category_test"

    db.create_tables([CategoryTest])
    postgresql = isinstance(db, PostgresqlDatabase)
    kind = "jsonb" if postgresql else "text"
    for column, empty in (("own_tests", "[]"), ("left_out", "{}")):
        db.execute_sql('ALTER TABLE "sample" ADD COLUMN "%s" %s NOT NULL DEFAULT \'%s\'' % (column, kind, empty))
    if postgresql:
        for column, size in (("name", 120), ("way", 10), ("unit", 20), ("how", 300), ("severity", 10)):
            db.execute_sql(
                'ALTER TABLE "category_test" ALTER COLUMN "%s" TYPE varchar(%d) COLLATE "C"' % (column, size)
            )


def down(migrator, db):
    migrator.migrate(migrator.drop_column("sample", "left_out"), migrator.drop_column("sample", "own_tests"))
    migrator.migrate(migrator.drop_table("category_test"))
