/*
 * The way out of pages that nobody else should see: blanks the page at once, ends the session, and leaves no page to go back to. Also
 * the fields that hang on another answer, and pages with her words that close when nobody is there. Everything here is an addition; the page works
 * without it. Kept to what a 2018 Android WebView (Chrome 61) knows. Nothing is stored in the browser.
 */
(function () {
  'use strict';

  var link = document.getElementById('exit');
  if (!link) {
    return;
  }
  link.parentNode.classList.add('exit-by-keys'); // only now is it true that keys do it
  var status = document.getElementById('exit-status');
  var words = link.dataset;
  var PRESSES_WITHIN_MS = 5000;
  var IDLE_MS = 9 * 60 * 1000;
  var CLOSING_MS = 60 * 1000;

  var hasLeft = false;

  function blank() {
    document.title = '\u200b';
    if (document.body) {
      document.body.parentNode.removeChild(document.body);
    }
  }

  var FORM = 'application/x-www-form-urlencoded';

  /* The report that stands here may be on its way: what comes of it is hers who has left. */
  function formHere() {
    var field = document.querySelector('form[action="/help"] input[name="submission"]');
    return field ? 'submission=' + encodeURIComponent(field.value) : '';
  }

  function tellServer(address, form) {
    if (window.Request && 'keepalive' in window.Request.prototype) {
      window
        .fetch(address, {
          method: 'POST',
          keepalive: true,
          credentials: 'same-origin',
          headers: { 'Content-Type': FORM },
          body: form,
        })
        .catch(function () {
          // offline: the cookies end with the browser, the visit by itself
        });
    } else if (navigator.sendBeacon) {
      navigator.sendBeacon(address, new Blob([form], { type: FORM }));
    }
  }

  function leave(address) {
    if (hasLeft) {
      return;
    }
    hasLeft = true;
    status.textContent = words.leaving;
    var form = formHere();
    blank();
    tellServer(address || '/leave', form);
    window.location.replace(words.away);
  }

  document.addEventListener('click', function (event) {
    var at = event.target;
    while (at && at.nodeName !== 'A') {
      at = at.parentNode;
    }
    var address = (at && at.getAttribute('href')) || '';
    if (/^\/leave(\?|$)/.test(address)) {
      event.preventDefault();
      leave(address);
    }
  });

  /* A page that comes back from the browser's own memory is emptied and asked for anew. */
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) {
      blank();
      window.location.reload();
    }
  });

  /* Shift three times within five seconds; Shift together with another key is typing and doesn't count. */
  var presses = [];
  var isAlone = false;

  document.addEventListener('keydown', function (event) {
    isAlone = event.key === 'Shift' && !event.repeat && !event.isComposing;
  });

  document.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift' || !isAlone) {
      return;
    }
    isAlone = false;
    var now = Date.now();
    presses = presses.filter(function (at) {
      return now - at < PRESSES_WITHIN_MS;
    });
    presses.push(now);
    if (presses.length >= 3) {
      leave();
      return;
    }
    status.textContent = presses.length === 1 ? words.two : words.one;
    setTimeout(function () {
      if (presses[presses.length - 1] === now) {
        status.textContent = '';
      }
    }, PRESSES_WITHIN_MS);
  });

  /* Some questions hang on the answer to another, e.g. the phone number; minors are asked less. */
  var intake = document.getElementById('intake');

  function chosenOf(name) {
    var boxes = intake.querySelectorAll('input[name="' + name + '"]:checked');
    return Array.prototype.filter
      .call(boxes, function (box) {
        return !box.closest('[data-when][hidden]'); // what isn't asked counts for nothing
      })
      .map(function (box) {
        return box.value;
      });
  }

  function applies(field) {
    var isWanted = field.hasAttribute('data-is');
    var words = (field.getAttribute(isWanted ? 'data-is' : 'data-not') || '').split(' ');
    var isMet = chosenOf(field.getAttribute('data-when')).some(function (value) {
      return words.indexOf(value) >= 0;
    });
    return isMet === isWanted;
  }

  function showFields() {
    var isMinor = chosenOf('reporter').indexOf('minor') >= 0;
    Array.prototype.forEach.call(intake.querySelectorAll('[data-when], [data-adults]'), function (field) {
      var isForAdults = field.hasAttribute('data-adults');
      field.hidden = (isForAdults && isMinor) || (field.hasAttribute('data-when') && !applies(field));
    });
  }

  if (intake) {
    intake.addEventListener('change', showFields);
    showFields();
  }

  /*
   * A page with her words closes after ten minutes in which nobody did anything; a minute before it says so and can be kept open. It
   * ends what was open, and says that nobody was in a hurry.
   */
  var watched = document.querySelector('[data-idle]');
  var isWatching = false;
  var asking = null;
  var before = null;
  var timer = null;
  var seenAt = 0;

  function close() {
    leave('/leave?why=idle');
  }

  function ask() {
    if (Date.now() - seenAt >= IDLE_MS + CLOSING_MS) {
      close(); // the device has slept meanwhile
      return;
    }
    before = document.activeElement;
    asking = document.createElement('div');
    asking.className = 'idle';
    asking.setAttribute('role', 'alertdialog');
    asking.setAttribute('aria-labelledby', 'idle-words');
    var sentence = asking.appendChild(document.createElement('p'));
    sentence.id = 'idle-words';
    sentence.textContent = watched.dataset.idle;
    var stay = asking.appendChild(document.createElement('button'));
    stay.className = 'button';
    stay.type = 'button';
    stay.textContent = watched.dataset.stay;
    stay.addEventListener('click', stayHere);
    document.body.appendChild(asking);
    stay.focus();
    timer = setTimeout(close, CLOSING_MS);
  }

  function stayHere() {
    asking.parentNode.removeChild(asking);
    asking = null;
    if (before && before.focus) {
      before.focus();
    }
    wait();
  }

  function wait() {
    clearTimeout(timer);
    seenAt = Date.now();
    timer = setTimeout(ask, IDLE_MS);
  }

  function watch() {
    if (isWatching) {
      return;
    }
    isWatching = true;
    ['keydown', 'mousedown', 'touchstart', 'scroll', 'input'].forEach(function (name) {
      window.addEventListener(
        name,
        function () {
          if (!asking) {
            wait();
          }
        },
        { passive: true },
      );
    });
    wait();
  }

  if (watched && watched.dataset.idleFrom) {
    watched.dataset.idleFrom.split(' ').forEach(function (name) {
      document.addEventListener(name, watch);
    });
  } else if (watched) {
    watch();
  }
})();
