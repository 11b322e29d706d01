from portal.server import application

app = application()
