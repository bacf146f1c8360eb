/* Tells while one types how many characters a field holds. Without it the same is said when the form is saved. */
(function () {
  'use strict';

  function lengthOf(text) {
    return Array.from(text.trim()).length;
  }

  function tell(line, field) {
    var most = Number(line.getAttribute('data-most'));
    var length = lengthOf(field.value);
    var words = line.getAttribute(length > most ? 'data-over' : 'data-fits');
    line.textContent = words.replace('{n}', String(length));
    line.className = length > most ? 'count problem' : 'count hint';
    line.hidden = false;
  }

  Array.prototype.forEach.call(document.querySelectorAll('[data-counts]'), function (line) {
    var field = document.getElementById(line.getAttribute('data-counts'));
    if (field) {
      field.addEventListener('input', function () {
        tell(line, field);
      });
      tell(line, field);
    }
  });
})();
