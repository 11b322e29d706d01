from portal.ops.server import application

app = application()
