"""What the tests of this room share."""

import pytest
from hypothesis import settings

from tests.shared import SHARED

# The first call of some functions loads a dictionary; how long that takes is no property of theirs.
settings.register_profile("normalize", deadline=None)
settings.load_profile("normalize")


@pytest.fixture(scope="session")
def shared_texts() -> list[str]:
    """Every real text that is shared; a test is skipped where there is none."""
    texts = [path.read_text("utf-8") for path in sorted(SHARED.glob("**/*.txt"))]
    if not texts:
        pytest.skip("../shared is not beside the checkout")
    return texts
