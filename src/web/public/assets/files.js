/*
 * Adds files one by one, each with its progress and a way to stop it; the page works without. Kept to what a 2018 Android WebView
 * (Chrome 61) knows. Names of files are shown to nobody: on a page that somebody else might see, they are counted.
 */
(function () {
  'use strict';

  var form = document.getElementById('files-add');
  if (!form || !window.FormData || !('upload' in new XMLHttpRequest())) {
    return;
  }
  var words = form.dataset;
  var chooser = form.elements.file;
  var button = form.querySelector('button[type=submit]');
  var list = document.getElementById('files-going');
  var status = document.getElementById('files-status');
  var waiting = [];
  var count = 0;
  var isBusy = false;
  var LOOK_AGAIN_MS = 2000;

  chooser.multiple = true;

  function row(file) {
    count += 1;
    var item = document.createElement('li');
    var text = item.appendChild(document.createElement('p'));
    var bar = item.appendChild(document.createElement('progress'));
    var stop = item.appendChild(document.createElement('button'));
    bar.max = 1;
    bar.value = 0;
    stop.type = 'button';
    stop.className = 'button button-plain';
    stop.textContent = words.stop;
    list.appendChild(item);
    list.hidden = false;
    var shown = { file: file, number: count, item: item, text: text, bar: bar, stop: stop };
    bar.setAttribute('aria-label', String(count));
    say(shown, words.going);
    stop.addEventListener('click', function () {
      end(shown, shown.isUp ? words.stoppedLate : words.stopped, true);
      if (shown.isUp) {
        setTimeout(refresh, LOOK_AGAIN_MS); // what came in before the stop may still be kept
      }
      if (shown.request) {
        shown.request.abort();
      }
    });
    return shown;
  }

  function say(shown, sentence) {
    shown.text.textContent = words.nth.replace('{n}', String(shown.number)) + ' ' + sentence;
  }

  /* Nothing more happens to this one. */
  function end(shown, sentence, isAlarm) {
    shown.isOver = true;
    say(shown, sentence);
    shown.text.className = isAlarm ? 'problem' : '';
    shown.item.removeChild(shown.bar);
    shown.item.removeChild(shown.stop);
    status.textContent = shown.text.textContent;
  }

  function sentenceOf(shown) {
    try {
      return JSON.parse(shown.request.responseText).error.message;
    } catch (error) {
      if (!shown.isUp) {
        return words.failed;
      }
      setTimeout(refresh, LOOK_AGAIN_MS);
      return words.failedLate;
    }
  }

  function send(shown) {
    var request = new XMLHttpRequest();
    var body = new FormData();
    shown.request = request;
    body.append('token', form.elements.token.value);
    if (shown.copyOnly) {
      body.append('keep', 'copy');
    }
    body.append('file', shown.file);
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', function (event) {
      if (event.lengthComputable && !shown.isOver) {
        shown.isUp = event.loaded === event.total;
        shown.bar.value = event.loaded / event.total;
        window.dispatchEvent(new Event('input')); // an upload is a sign of life: the page must not close under it
      }
    });
    request.upload.addEventListener('load', function () {
      shown.isUp = true;
      if (!shown.isOver) {
        shown.bar.removeAttribute('value');
        say(shown, words.checking);
      }
    });
    request.addEventListener('loadend', function () {
      if (!shown.isOver) {
        var isKept = request.status === 200;
        end(shown, isKept ? words.done : sentenceOf(shown), !isKept);
      }
      next();
    });
    request.send(body);
  }

  function next() {
    var shown = waiting.shift();
    while (shown && shown.isOver) {
      shown = waiting.shift();
    }
    if (shown) {
      send(shown);
      return;
    }
    isBusy = false;
    button.disabled = false;
    refresh();
  }

  /* The list of what is kept, anew from the server; what she is writing elsewhere on the page stays. */
  function refresh() {
    var request = new XMLHttpRequest();
    request.open('GET', '/r/open');
    request.responseType = 'document';
    request.addEventListener('load', function () {
      var kept = document.getElementById('files-kept');
      var fresh = request.response && request.response.getElementById('files-kept');
      if (fresh) {
        kept.parentNode.replaceChild(document.adoptNode(fresh), kept);
        form.hidden = !request.response.getElementById('files-add');
      }
    });
    request.send();
  }

  form.addEventListener('submit', function (event) {
    if (chooser.files.length === 0) {
      return; // the server says what is missing
    }
    event.preventDefault();
    Array.prototype.forEach.call(chooser.files, function (file) {
      var shown = row(file);
      shown.copyOnly = form.elements.keep.checked;
      if (file.size > Number(words.most)) {
        end(shown, words.large, true);
      } else {
        waiting.push(shown);
      }
    });
    chooser.value = '';
    if (!isBusy && waiting.length > 0) {
      isBusy = true;
      button.disabled = true;
      next();
    }
  });
})();
