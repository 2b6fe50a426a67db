"""Where do people sign in and out, and look after how they do?"""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import RedirectView

from bi_app.people import views
from bi_app.people.passwords import SetPassword
from bi_app.people.sign_in_urls import sign_in

app_name = "people"
urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/forgotten/", views.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent/", views.reset_sent, name="reset_sent"),
    path("sign-in/forgotten/<uidb64>/<token>/", SetPassword.as_view(), name="reset"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("account/", RedirectView.as_view(pattern_name="people:sign_ins"), name="account"),
    path("account/sign-ins/", views.my_sign_ins, name="sign_ins"),
    path("account/sign-ins/others/end/", views.end_other_sign_ins, name="end_other_sign_ins"),
    path("account/sign-ins/<uuid:sign_in>/end/", views.end_sign_in, name="end_sign_in"),
    path("account/keys/", views.my_keys, name="keys"),
    path("account/keys/<str:prefix>/end/", views.end_key, name="end_key"),
    path("account/password/", views.password, name="password"),
]
