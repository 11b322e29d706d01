"""Runs and passed gates of a supplier's path, the quantity of a sample. Frozen: imports nothing from the program."""

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

    class Need(Model):
        class Meta:
            database = db
            table_name = "need"

    class Run(Model):
        class Meta:
            database = db
            table_name = "run"

    class Passage(Model):
        supplier = ForeignKeyField(Supplier, null=True, index=True)
        need = ForeignKeyField(Need, null=True, index=True)
        step = CharField(max_length=10)
        run = ForeignKeyField(Run, backref="+")
        reason = TextField(default="")
        in_the_way = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()
        back_reason = TextField(default="")
        back_by = ForeignKeyField(User, null=True, backref="+")
        back_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "passage"

    migrator.migrate(
        migrator.add_column("run", "need_id", ForeignKeyField(Need, null=True, field=Need.id)),
        migrator.add_column("run", "step", CharField(max_length=10, null=True)),
        migrator.add_column("sample", "quantity", IntegerField(null=True)),
    )
    db.create_tables([Passage])
    if isinstance(db, PostgresqlDatabase):
        texts = {"step": "varchar(10)", "reason": "text", "in_the_way": "text", "back_reason": "text"}
        for table, columns in (("passage", texts), ("run", {"step": "varchar(10)"})):
            for column, size in columns.items():
                db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (table, column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("passage"))
    migrator.migrate(
        migrator.drop_column("sample", "quantity"),
        migrator.drop_index("run", "run_need_id"),
        migrator.drop_column("run", "step"),
        migrator.drop_column("run", "need_id"),
    )
