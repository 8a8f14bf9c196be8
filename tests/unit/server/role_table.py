"""What each role is answered by each route; `test_isolation` and `test_roles` ask them all."""

SOME_DAYS = {"since": "2026-04-01T00:00:00Z", "until": "2026-05-01T00:00:00Z"}
ROLES = ("nobody", "new", "main", "sub", "buyer")
OK, DENIED, UNKNOWN, MUST = "ok", "not_allowed", "not_signed_in", "must_change_password"

# What each role gets from each route, in the order of ROLES. A route without an entry fails the test below.
EXPECTED: dict[tuple[str, str], tuple[str, str, str, str, str]] = {
    ("GET", "/healthz"): (OK, OK, OK, OK, OK),
    ("GET", "/readyz"): (OK, OK, OK, OK, OK),
    ("POST", "/api/v1/sign-in"): ("wrong_credentials",) * 5,
    ("POST", "/api/v1/register"): ("invalid_request",) * 5,
    ("POST", "/api/v1/sign-out"): (UNKNOWN, OK, OK, OK, OK),
    ("POST", "/api/v1/password"): (UNKNOWN,) + ("password_too_weak",) * 4,
    ("GET", "/api/v1/me"): (UNKNOWN, OK, OK, OK, OK),
    ("GET", "/api/v1/snapshot"): (UNKNOWN, MUST, OK, OK, DENIED),
    ("GET", "/api/v1/conversations"): (UNKNOWN, MUST, DENIED, DENIED, OK),
    ("GET", "/api/v1/conversations/{conversation_id:int}"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/conversations/{conversation_id:int}/messages"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/conversations/{conversation_id:int}/messages/{n:int}/card"): (UNKNOWN, MUST) + ("not_found",) * 3,
    ("GET", "/api/v1/conversations/{conversation_id:int}/assignments"): (UNKNOWN, MUST, OK, OK, DENIED),
    ("POST", "/api/v1/distribution/what-if"): (UNKNOWN, MUST, OK, DENIED, DENIED),
    ("GET", "/api/v1/team/loads"): (UNKNOWN, MUST, OK, OK, DENIED),
    ("POST", "/api/v1/looking"): (UNKNOWN, MUST, OK, OK, DENIED),
    ("POST", "/api/v1/actions"): (UNKNOWN, MUST, OK, OK, OK),
    ("PUT", "/api/v1/uploads/{client_id:uuid}"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/uploads/{client_id:uuid}"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/attachments/{attachment_id:int}"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/log"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/stream"): (UNKNOWN, MUST, OK, OK, OK),
    ("POST", "/api/v1/typing"): (UNKNOWN, MUST, OK, OK, OK),
    ("POST", "/api/v1/activity"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/cards"): (UNKNOWN, MUST, OK, OK, DENIED),
    ("GET", "/api/v1/exhibitors"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/sections"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/exhibitors/{exhibitor_id:int}/exhibits"): (UNKNOWN, MUST, OK, OK, OK),
    ("GET", "/api/v1/exhibitors/{exhibitor_id:int}/slots"): (UNKNOWN, MUST, DENIED, DENIED, OK),
    ("GET", "/api/v1/bookings"): (UNKNOWN, MUST, DENIED, DENIED, OK),
    ("GET", "/api/v1/accounts"): (UNKNOWN, MUST, OK, DENIED, DENIED),
    ("POST", "/api/v1/accounts"): (UNKNOWN, MUST, "invalid_request", DENIED, DENIED),
    ("POST", "/api/v1/accounts/{account_id:int}/password"): (UNKNOWN, MUST, OK, DENIED, DENIED),
    ("GET", "/api/v1/accounts/{account_id:int}/devices"): (UNKNOWN, MUST, OK, OK, DENIED),
    ("POST", "/api/v1/accounts/{account_id:int}/devices/{device_id:str}/sign-out"): (
        UNKNOWN,
        MUST,
        "not_found",
        "not_found",
        DENIED,
    ),
    ("GET", "/api/v1/company/conversations"): (UNKNOWN, MUST, OK, DENIED, DENIED),
    ("GET", "/api/v1/overview"): (UNKNOWN, MUST, OK, DENIED, DENIED),
    ("GET", "/api/v1/overview/rows"): (UNKNOWN, MUST, OK, DENIED, DENIED),
    ("GET", "/api/v1/audit"): (UNKNOWN, MUST, OK, DENIED, DENIED),
}
