#ifndef HTTP_DOOR_H
#define HTTP_DOOR_H
/** The door: who asks, may he, and did he bring what the row wants. Nothing of a route runs before
 * it was passed. */
#include "http/request.h"
#include "http/sessions.h"

#define SESSION_COOKIE "__Host-jumin"

/** Sets the desk's clerk, purpose, request key and expected version, and the request's session and
 *  parameters.
 *  refuses  NOT_LOGGED_IN, SESSION_EXPIRED, CSRF_WRONG, RIGHT_MISSING, MEDIA_TYPE, KEY_REQUIRED,
 *           VERSION_REQUIRED, PURPOSE_REQUIRED, BAD_REQUEST, NOT_TEXT, NOT_FOUND */
MUST_USE enum outcome door_pass(struct sessions *sessions, struct http_request *request);

#endif
