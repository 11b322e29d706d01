"""Changes of many records are kept to be taken back; a category leaves shipped tests out. Frozen: it imports nothing from the program."""

from peewee import *

TEXTS = (
    ("bulk_act", "noun", "varchar(12)"),
    ("bulk_act", "deed", "varchar(12)"),
    ("bulk_act", "names", "text"),
    ("bulk_act", "query", "text"),
    ("category_left_out", "code", "varchar(20)"),
    ("category_left_out", "reason", "varchar(300)"),
)


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class BulkAct(Model):
        version = IntegerField(default=1)
        noun = CharField(max_length=12)
        deed = CharField(max_length=12)
        value = JSONField(null=True)
        names = TextField(default="")
        kept = JSONField()
        query = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField(index=True)
        back_by = ForeignKeyField(User, null=True, backref="+")
        back_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "bulk_act"

    class Category(Model):
        class Meta:
            database = db
            table_name = "category"

    class CategoryLeftOut(Model):
        version = IntegerField(default=1)
        category = ForeignKeyField(Category, backref="+", index=True)
        code = CharField(max_length=20)
        reason = CharField(max_length=300)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "category_left_out"

    db.create_tables([BulkAct, CategoryLeftOut])
    if isinstance(db, PostgresqlDatabase):
        for place in TEXTS:
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % place)


def down(migrator, db):
    migrator.migrate(migrator.drop_table("category_left_out"), migrator.drop_table("bulk_act"))
