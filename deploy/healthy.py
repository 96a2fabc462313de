"""Health check of the web container: does `/sehat/` answer 200 to the name it is known by?"""

import os
import urllib.request

name = os.environ["ALLOWED_HOSTS"].split(",")[0]
port = os.environ.get("PORT", "8000")
request = urllib.request.Request(f"http://127.0.0.1:{port}/sehat/", headers={"Host": name})
with urllib.request.urlopen(request, timeout=8) as answer:
    print(answer.read().decode())
