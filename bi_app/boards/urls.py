"""Where are the boards?"""

from django.urls import path

from bi_app.boards import note_views, tile_views, views

BOARD = "boards/<uuid:board_id>/"
TILE = f"{BOARD}tiles/<uuid:tile_id>/"

app_name = "boards"
urlpatterns = [
    path("boards/", views.boards, name="boards"),
    path("notes/", note_views.notes, name="notes"),
    path("notes/<int:note_id>/take-back/", note_views.take_back, name="take_note_back"),
    path("boards/pin/<uuid:question_id>/", views.pin, name="pin"),
    path(BOARD, views.board, name="board"),
    path(f"{BOARD}change/", views.change, name="change"),
    path(f"{BOARD}share/", views.share, name="share"),
    path(TILE, tile_views.tile, name="tile"),
    path(f"{TILE}changed/", tile_views.changed, name="changed"),
    path(f"{TILE}figure/", tile_views.figure, name="figure"),
    path(f"{TILE}arrange/", tile_views.arrange, name="arrange"),
    path(f"{TILE}go-on/", tile_views.go_on, name="go_on"),
]
