"""How is mail sent?"""

from bi_app import env
from bi_app.mail import read_mail

AISLE_MAIL = env.address(
    "AISLE_MAIL",
    read_mail,
    "smtp://user:password@host:587, smtps://…, file:///folder or console:",
    "How mail is sent: links to set a new password. smtp always turns encryption on. Empty: none is"
    " sent, and only an administrator can set a password.",
    required=False,
)
MAILS = bool(AISLE_MAIL)
MAIL = read_mail(AISLE_MAIL)
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, MAIL.file_path
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.use_tls, MAIL.use_ssl, 10
DEFAULT_FROM_EMAIL = env.text(
    "AISLE_MAIL_FROM", "aisle@localhost", "an address", "The sender of mail."
)
