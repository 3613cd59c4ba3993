"""What travels compressed, and what every reader gets whatever the browser accepts."""

import gzip

import pytest
from flask.testing import FlaskClient

from web.compression import SMALLEST

LONG_PAGE = "/es/laws/xa/ley/214-2021/comparison/milex-un-tip-som"
MOST_BYTES = 60_000  # of a comparison, as it travels


def test_a_comparison_of_a_trafficking_act_travels_light(client: FlaskClient) -> None:
    plain = client.get(LONG_PAGE)
    packed = client.get(LONG_PAGE, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < MOST_BYTES
    assert "Content-Security-Policy" in packed.headers


@pytest.mark.parametrize("accepted", [None, "", "identity", "br", "gzip;q=0", "nonsense;q=x"])
def test_who_does_not_accept_gzip_gets_the_page_as_it_is(
    client: FlaskClient, accepted: str | None
) -> None:
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    answer = client.get("/en/", headers=headers)
    assert "Content-Encoding" not in answer.headers
    assert answer.text.rstrip().endswith("</html>")
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_the_xml_of_a_law_travels_compressed_and_arrives_as_it_was(client: FlaskClient) -> None:
    address = "/en/laws/xa/ley/214-2021/download/akn"
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == client.get(address).data


def test_a_head_answer_tells_the_length_and_has_no_body(client: FlaskClient) -> None:
    answer = client.head("/en/", headers={"Accept-Encoding": "gzip"})
    assert answer.data == b""
    page = client.get("/en/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Length"] == page.headers["Content-Length"]


def test_short_answers_and_redirects_stay_as_they_are(client: FlaskClient) -> None:
    redirect = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert redirect.status_code == 302
    assert len(redirect.data) < SMALLEST
    assert "Content-Encoding" not in redirect.headers
    with client.get("/static/milex.css", headers={"Accept-Encoding": "gzip"}) as style:
        assert b":root" in style.data


def test_pages_of_errors_travel_compressed_too(client: FlaskClient) -> None:
    answer = client.get("/es/nada", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 404
    assert "Esta página no está aquí" in gzip.decompress(answer.data).decode()
