"""By which form do people sign in?"""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """The name travels as `username`, which browsers fill in."""

    def add_prefix(self, field_name: str) -> str:
        return "username" if field_name == "login" else field_name
