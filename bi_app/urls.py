"""Where is what?"""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from bi_app.health import live, ready

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # ours

urlpatterns = [
    path("favicon.ico", RedirectView.as_view(url=static("aisle.svg"), permanent=True)),
    path("health/live", live),
    path("health/ready", ready),
    path("admin/", admin.site.urls),
    path("api/v1/", include("bi_app.api.urls")),
    path("", include("bi_app.people.sign_in_urls")),
    path("", include("bi_app.people.urls")),
    path("", include("bi_app.learning.urls")),
    path("", include("bi_app.boards.urls")),
    path("", include("bi_app.web.urls")),
]

handler403 = "bi_app.web.problems.forbidden"
handler404 = "bi_app.web.problems.not_found"
handler500 = "bi_app.web.problems.broken"
