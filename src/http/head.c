#include "http/head.h"

static const char *const method_texts[] = {
    [METHOD_GET] = "GET", [METHOD_HEAD] = "HEAD",     [METHOD_POST] = "POST",
    [METHOD_PUT] = "PUT", [METHOD_DELETE] = "DELETE", [METHOD_OTHER] = "OTHER",
};

const char *http_method_text(enum http_method method)
{
    return method_texts[method];
}

static const struct str line_names[LINE_COUNT] = {
#define X(name, text) [LINE_##name] = { text, sizeof(text) - 1 },
    HEAD_LINES(X)
#undef X
};

/** Bytes of a token [RFC 9110 5.6.2]. */
static bool token_byte(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool all_token(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!token_byte((unsigned char)s.at[i]))
            return false;
    return s.len > 0;
}

/** Printable, a tab, or a byte of UTF-8. */
static bool all_text(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/** `lowered` is lower case. */
static bool same_word(struct str s, struct str lowered)
{
    if (s.len != lowered.len)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (lower(s.at[i]) != lowered.at[i])
            return false;
    return true;
}

static struct str trim_blanks(struct str s)
{
    while (s.len && (s.at[0] == ' ' || s.at[0] == '\t'))
        s = str_cut(s, 1, s.len);
    while (s.len && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
        s.len--;
    return s;
}

/** Takes a line that ends in CR LF off the rest; false when it ends otherwise. */
static bool take_line(struct str *rest, struct str *line)
{
    size_t end = str_find_byte(*rest, '\n');
    if (end == rest->len || end == 0 || rest->at[end - 1] != '\r')
        return false;
    *line = str_cut(*rest, 0, end - 1);
    *rest = str_cut(*rest, end + 1, rest->len);
    return str_find_byte(*line, '\r') == line->len;
}

static enum http_method method_of(struct str s)
{
    for (int i = 0; i < METHOD_OTHER; i++)
        if (str_is(s, method_texts[i]))
            return (enum http_method)i;
    return METHOD_OTHER;
}

/** Only what a path may hold stands in the request line [RFC 3986]; the rest comes percent-encoded.
 */
static bool all_target(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] <= ' ' || s.at[i] >= 0x7f || strchr("\"#<>\\^`{|}", s.at[i]))
            return false;
    return s.len > 0 && s.at[0] == '/';
}

static bool read_request_line(struct str line, struct http_head *out)
{
    struct str method, target;
    if (!str_split(&line, ' ', &method) || !str_split(&line, ' ', &target))
        return false;
    if (!all_token(method) || !all_target(target))
        return false;
    if (line.len != 8 || !str_starts(line, "HTTP/1.") || (line.at[7] != '0' && line.at[7] != '1'))
        return false;
    size_t mark = str_find_byte(target, '?');
    out->method = method_of(method);
    out->minor = line.at[7] - '0';
    out->path = str_cut(target, 0, mark);
    out->query = mark < target.len ? str_cut(target, mark + 1, target.len) : NO_STR;
    return true;
}

static bool keep_line(struct http_head *out, struct str name, struct str value)
{
    for (size_t i = 0; i < LINE_COUNT; i++) {
        if (!same_word(name, line_names[i]))
            continue;
        if (out->line[i].at)
            return false;
        out->line[i] = value;
        return true;
    }
    return true;
}

static bool read_line(struct str line, struct http_head *out)
{
    size_t colon = str_find_byte(line, ':');
    struct str name = str_cut(line, 0, colon);
    if (colon == line.len || !all_token(name))
        return false;
    struct str value = trim_blanks(str_cut(line, colon + 1, line.len));
    return all_text(value) && keep_line(out, name, value);
}

static bool read_length(struct http_head *out)
{
    struct str s = out->line[LINE_CONTENT_LENGTH];
    if (!s.at)
        return true;
    if (s.len == 0 || s.len > 15)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return str_to_int(s, &out->content_length);
}

static bool may_have_body(enum http_method method)
{
    return method == METHOD_POST || method == METHOD_PUT;
}

static void read_connection(struct http_head *out)
{
    struct str rest = out->line[LINE_CONNECTION], word;
    out->keep_alive = out->minor == 1;
    while (rest.len && str_split(&rest, ',', &word)) {
        word = trim_blanks(word);
        if (same_word(word, STR("close")))
            out->keep_alive = false;
    }
}

/** What the lines mean together. */
static bool agree(struct http_head *out)
{
    if (out->line[LINE_TRANSFER].at || !read_length(out))
        return false;
    if (out->content_length > 0 && !may_have_body(out->method))
        return false;
    if (out->minor == 1 && out->line[LINE_HOST].len == 0)
        return false;
    out->expects_continue = same_word(out->line[LINE_EXPECT], STR("100-continue"));
    if (out->line[LINE_EXPECT].at && !out->expects_continue)
        return false;
    read_connection(out);
    return true;
}

static bool read_lines(struct str head, struct http_head *out)
{
    struct str line;
    if (!take_line(&head, &line) || !read_request_line(line, out))
        return false;
    while (head.len > 0) {
        if (!take_line(&head, &line) || (line.len > 0 && !read_line(line, out)))
            return false;
    }
    return agree(out);
}

enum head_verdict head_read(struct str bytes, size_t scanned, struct http_head *out)
{
    size_t from = scanned > 3 ? scanned - 3 : 0;
    struct str unseen = str_cut(bytes, from, bytes.len);
    size_t end = str_find(unseen, STR("\r\n\r\n"));
    if (end == unseen.len)
        return bytes.len > HEAD_MAX ? HEAD_TOO_LONG : HEAD_MORE;
    struct http_head head = { .len = from + end + 4 };
    if (head.len > HEAD_MAX)
        return HEAD_TOO_LONG;
    if (!read_lines(str_cut(bytes, 0, head.len), &head))
        return HEAD_BROKEN;
    *out = head;
    return HEAD_WHOLE;
}
