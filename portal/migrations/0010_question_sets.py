"""What suppliers said holds for them, kept from their answers. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Supplier(Model):
        class Meta:
            database = db
            table_name = "supplier"

    class Inquiry(Model):
        class Meta:
            database = db
            table_name = "inquiry"

    class Promise(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier)
        key = CharField(max_length=60)
        question = JSONField()
        answer = JSONField()
        inquiry = ForeignKeyField(Inquiry, index=True)
        said_at = DateTimeField()
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "promise"
            indexes = ((("supplier", "key"), True),)

    db.create_tables([Promise])
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql('ALTER TABLE "promise" ALTER COLUMN "key" TYPE varchar(60) COLLATE "C"')


def down(migrator, db):
    migrator.migrate(migrator.drop_table("promise"))
