/* Asks, while a page of the console stays open, whether an emergency waits. Without it the next page says so. */
(function () {
  'use strict';

  var MISSES = 3;
  var place = document.getElementById('alarm');
  var waits = document.getElementById('alarm-waits');
  var deaf = document.getElementById('alarm-deaf');
  var title = document.title;
  var known = { open: numberAt('data-open'), level: numberAt('data-level'), calls: numberAt('data-calls') };
  var missed = 0;
  var timer = 0;
  var sound = null;
  var unheard = false;

  function numberAt(name) {
    return Number(place.getAttribute(name));
  }

  function show(news) {
    waits.hidden = news.open === 0;
    deaf.hidden = true;
    document.title =
      news.open === 0 ? title : place.getAttribute('data-title').replace('{n}', String(news.open));
    if (news.open === 0) {
      unheard = false;
    } else if (news.open > known.open || news.level > known.level || news.calls > known.calls) {
      ring();
    }
    known = news;
    missed = 0;
  }

  /** Two short tones; where the browser lets a page sound only after somebody has touched it, then. */
  function ring() {
    unheard = true;
    prepare();
    soundNow();
  }

  function soundNow() {
    if (unheard && sound && sound.state === 'running') {
      unheard = false;
      beep(sound.currentTime);
      beep(sound.currentTime + 0.4);
    }
  }

  function beep(at) {
    var tone = sound.createOscillator();
    var loud = sound.createGain();
    loud.gain.value = 0.2;
    tone.frequency.value = 880;
    tone.connect(loud);
    loud.connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.25);
  }

  function prepare() {
    var Sound = window.AudioContext || window.webkitAudioContext;
    if (Sound && !sound) {
      sound = new Sound();
      sound.onstatechange = soundNow;
    }
  }

  function mayRing() {
    prepare();
    if (sound && sound.state === 'suspended') {
      sound.resume();
    }
    soundNow();
  }

  function read(text) {
    try {
      var news = JSON.parse(text);
      return typeof news.open === 'number' && typeof news.level === 'number' && typeof news.calls === 'number'
        ? news
        : null;
    } catch (error) {
      return null;
    }
  }

  /** Nobody may believe that she would be told when she would not. */
  function miss() {
    missed += 1;
    deaf.hidden = missed < MISSES;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, numberAt('data-every'));
  }

  function ask() {
    var request = new XMLHttpRequest();
    clearTimeout(timer);
    request.open('GET', place.getAttribute('data-from'));
    request.timeout = 10000;
    request.onload = function () {
      var news = request.status === 200 ? read(request.responseText) : null;
      if (news) {
        show(news);
        later();
      } else if (request.status < 500) {
        missed = MISSES;
        deaf.hidden = false;
      } else {
        miss();
        later();
      }
    };
    request.onerror = request.ontimeout = function () {
      miss();
      later();
    };
    request.send();
  }

  show(known);
  later();
  if (known.open > 0) {
    ring();
  }
  document.addEventListener('click', mayRing);
  document.addEventListener('keydown', mayRing);
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) {
      ask();
    }
  });
})();
