/*
 * The web chat without reloads: sends the form as JSON and shows lines as they arrive. Everything here is an addition; the page works
 * without it. Kept to what a 2018 Android WebView (Chrome 61) knows. Nothing is stored in the browser.
 */
(function () {
  'use strict';

  var talk = document.getElementById('talk');
  var log = document.getElementById('log');
  var composer = document.getElementById('composer');
  if (!talk || !log || !composer || !window.fetch || !window.EventSource || !window.Promise) {
    return;
  }
  var box = composer.elements.text;
  var status = document.getElementById('composer-status');
  var words = talk.dataset;
  var SLOW_MS = 4000;
  var GIVE_UP_MS = 20000;
  var AGAIN_MS = 60000;

  var isSending = false;
  var waiting = [];
  var unsent = null;

  function newKey() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map
      .call(bytes, function (byte) {
        return ('0' + byte.toString(16)).slice(-2);
      })
      .join('');
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }

  function isSafe(url) {
    return /^\/(?![/\\])/.test(url) || /^(tel|sms):[\d+]+$/.test(url);
  }

  function linksOf(links) {
    var list = element('ul', 'links');
    list.setAttribute('aria-label', words.links);
    links.forEach(function (link) {
      if (isSafe(link.url)) {
        var anchor = element('a', '', link.label);
        anchor.href = link.url;
        list.appendChild(document.createElement('li')).appendChild(anchor);
      }
    });
    return list.childNodes.length > 0 ? list : null;
  }

  function choicesOf(buttons) {
    var form = element('form', 'choices');
    form.method = 'post';
    form.action = '/chat';
    form.setAttribute('aria-label', words.choices);
    [
      ['token', composer.elements.token.value],
      ['key', newKey()],
    ].forEach(function (field) {
      var input = document.createElement('input');
      input.type = 'hidden';
      input.name = field[0];
      input.value = field[1];
      form.appendChild(input);
    });
    buttons.forEach(function (button) {
      var made = element('button', 'choice', button.label);
      made.type = 'submit';
      made.name = 'button';
      made.value = button.value;
      form.appendChild(made);
    });
    return form;
  }

  function lineOf(line) {
    var item = element('li', 'line line-' + line.direction);
    item.dataset.id = line.id;
    var bubble = item.appendChild(element('div', 'bubble'));
    bubble.appendChild(element('span', 'who', line.direction === 'in' ? words.you : words.service));
    var paragraph = bubble.appendChild(element('p', 'words', line.text));
    paragraph.dir = 'auto';
    var links = linksOf(line.links || []);
    if (links) {
      bubble.appendChild(links);
    }
    if (line.buttons && line.buttons.length > 0) {
      item.appendChild(choicesOf(line.buttons));
    }
    return item;
  }

  function all(selector) {
    return Array.prototype.slice.call(log.querySelectorAll(selector));
  }

  /* The welcome stands on a new page before it is stored: it gets its id when it arrives. */
  function isOnPage(line) {
    if (log.querySelector('[data-id="' + line.id + '"]')) {
      return true;
    }
    var shown = all('[data-id="0"]').filter(function (item) {
      return line.direction === 'out' && item.querySelector('.words').textContent === line.text;
    })[0];
    if (shown) {
      shown.dataset.id = line.id;
    }
    return Boolean(shown);
  }

  function add(line) {
    if (isOnPage(line)) {
      return;
    }
    var later = all('.line').filter(function (item) {
      return Number(item.dataset.id) > Number(line.id);
    })[0];
    if (line.direction === 'in' && !later) {
      all('.choices').forEach(function (form) {
        form.parentNode.removeChild(form);
      });
    }
    var latest = document.getElementById('latest');
    var item = lineOf(line);
    log.insertBefore(item, later || null);
    if (!later) {
      if (latest) {
        latest.removeAttribute('id');
      }
      item.id = 'latest';
    }
  }

  function showEnd() {
    var latest = document.getElementById('latest');
    var lines = all('.line');
    var lastIn = -1;
    lines.forEach(function (item, at) {
      lastIn = item.classList.contains('line-in') ? at : lastIn;
    });
    var first = lines[lastIn] || latest;
    if (first) {
      var strip =
        document.querySelector('.exit').offsetHeight + document.querySelector('.urgent').offsetHeight;
      window.scrollTo(0, window.pageYOffset + first.getBoundingClientRect().top - strip - 8);
    }
  }

  function lastId() {
    return all('.line').reduce(function (most, item) {
      return Math.max(most, Number(item.dataset.id) || 0);
    }, 0);
  }

  function say(text, isAlarm) {
    status.textContent = text;
    status.className = isAlarm ? 'composer-status composer-alarm' : 'composer-status';
  }

  function within(ms, work) {
    return new Promise(function (resolve, reject) {
      setTimeout(reject, ms, new Error('timeout'));
      work.then(resolve, reject);
    });
  }

  function busy(is) {
    isSending = is;
    composer.setAttribute('aria-busy', String(is));
    if (!is) {
      waiting.splice(0).forEach(add);
    }
  }

  /* The same words sent again after a failure keep their key: if they had arrived after all, they count once. */
  function keyFor(content) {
    var same = unsent && unsent.content === content;
    unsent = { content: content, key: same ? unsent.key : newKey() };
    return unsent.key;
  }

  function post(message) {
    var body = { clientKey: keyFor(JSON.stringify(message)) };
    Object.keys(message).forEach(function (name) {
      body[name] = message[name];
    });
    return within(
      GIVE_UP_MS,
      fetch('/api/chat', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(body),
      }).then(function (response) {
        return response.json().then(function (answer) {
          return { response: response, answer: answer };
        });
      }),
    );
  }

  function show(result, shownText) {
    var headers = result.response.headers;
    if (headers.get('Chat-State') === 'forgotten') {
      window.location.replace('/chat?forgotten=1');
      return;
    }
    if (headers.get('Chat-State') === 'telling') {
      document.dispatchEvent(new CustomEvent('telling')); // from now on the page closes when nobody is there
    }
    var ids = (headers.get('Chat-Lines') || '').split(',');
    var isUnseen = headers.get('Chat-Said') === 'unseen'; // digits that nobody should read here later
    add({ id: ids[0], direction: 'in', text: isUnseen ? '\u2022\u2022\u2022\u2022' : shownText });
    result.answer.messages.forEach(function (message, at) {
      add({
        id: ids[at + 1],
        direction: 'out',
        text: message.text,
        buttons: message.buttons,
        links: message.links,
      });
    });
    var language = headers.get('Content-Language');
    if (language && language !== document.documentElement.lang) {
      window.location.replace('/chat');
    }
  }

  function send(message, shownText) {
    if (isSending) {
      return;
    }
    busy(true);
    say(words.sending, false);
    var slow = setTimeout(say, SLOW_MS, words.slow, false);
    post(message)
      .then(function (result) {
        if (!result.response.ok) {
          say(result.answer.error.message, true);
          return;
        }
        unsent = null;
        if (message.text !== undefined) {
          box.value = '';
        }
        say('', false);
        show(result, shownText);
      })
      .catch(function () {
        say(words.offline, true);
      })
      .then(function () {
        clearTimeout(slow);
        busy(false);
        if (!unsent) {
          showEnd();
        }
        listen();
      });
  }

  composer.addEventListener('submit', function (event) {
    event.preventDefault();
    send({ text: box.value }, box.value);
  });

  box.addEventListener('keydown', function (event) {
    var isPlainEnter =
      event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (isPlainEnter && window.matchMedia('(hover: hover)').matches) {
      event.preventDefault();
      send({ text: box.value }, box.value);
    }
  });

  log.addEventListener('click', function (event) {
    var button = event.target;
    if (button.classList.contains('choice')) {
      event.preventDefault();
      send({ button: button.value }, button.textContent);
    }
  });

  var source = null;

  function listen() {
    if (source && source.readyState !== window.EventSource.CLOSED) {
      return;
    }
    source = new window.EventSource('/chat/stream?after=' + lastId());
    source.onmessage = function (event) {
      var line = JSON.parse(event.data);
      if (isSending) {
        waiting.push(line);
      } else {
        add(line);
      }
    };
    source.addEventListener('forgotten', function () {
      source.close();
      window.location.replace('/chat?forgotten=1');
    });
    source.onerror = function () {
      if (source.readyState === window.EventSource.CLOSED) {
        setTimeout(listen, AGAIN_MS);
      }
    };
  }

  window.addEventListener('pagehide', function () {
    if (source) {
      source.close();
    }
  });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) {
      window.location.reload();
    }
  });
  listen();
})();
