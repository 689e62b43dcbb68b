"""A client of the API in Python's requests: create FILE OPTIONS | read ID | archive ID | download ID OUT"""
import os
import sys

import requests

url = os.environ["YOTI_SIGN_BASE_URL"] + "/v2/envelopes"
session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["YOTI_SIGN_API_KEY"]


def create(path, options):
    with open(path, "rb") as file, open(options, "rb") as text:
        parts = [
            ("file", (os.path.basename(path), file, "application/pdf")),
            ("options", (None, text.read(), "application/json; charset=utf-8")),
        ]
        answer = session.post(url, files=parts)
    answer.raise_for_status()
    return answer.text


def read(envelope):
    # Twice, over the same connection.
    session.get(f"{url}/{envelope}/status").raise_for_status()
    answer = session.get(f"{url}/{envelope}")
    answer.raise_for_status()
    return answer.text


def archive(envelope):
    return session.patch(f"{url}/{envelope}").status_code


def download(envelope, out):
    with session.get(f"{url}/{envelope}/completed-documents", stream=True) as answer:
        answer.raise_for_status()
        with open(out, "wb") as file:
            for chunk in answer.iter_content(65536):
                file.write(chunk)
        return answer.headers["content-type"]


name, *rest = sys.argv[1:]
commands = {"create": create, "read": read, "archive": archive, "download": download}
sys.stdout.write(str(commands[name](*rest)))
