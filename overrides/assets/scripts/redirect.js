// An address that leads elsewhere: takes along what is behind “#”, an anchor and the country.
//
// Without scripts the page refreshes to the same address instead, which would lose them. It runs
// before anything of the page is drawn; where it cannot lead on, the page has a link.

location.replace(new URL(document.currentScript.dataset.to + location.hash, location.href));
