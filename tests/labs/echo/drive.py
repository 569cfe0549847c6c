"""The actions of the lab."""

import urllib.error
import urllib.request


def drive(run, requests=1):
    """Ask for the greeting so many times and return the statuses."""
    statuses = []
    for _ in range(requests):
        try:
            with urllib.request.urlopen(f"{run.endpoint('service')}/hello", timeout=5) as response:
                statuses.append(response.status)
        except urllib.error.HTTPError as error:
            statuses.append(error.code)
    return {"statuses": statuses}


def fault(run, name, on):
    """Let every request fail, or none."""
    url = f"{run.endpoint('service')}/fault/{'on' if on else 'off'}"
    urllib.request.urlopen(urllib.request.Request(url, method="PUT"), timeout=5).close()
