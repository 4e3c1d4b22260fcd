"""
One headless Chromium with the page in it, and what the tests ask of it. It is
driven by Selenium, the reference client of the WebDriver standard.
"""

import atexit

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SIZE = '1400,1100'
driver = None


def open_page(path):
    global driver
    options = webdriver.ChromeOptions()
    # No sandbox of its own: the tests may be root's, in a container.
    for flag in ('--headless=new', '--no-sandbox', '--disable-gpu',
                 '--disable-dev-shm-usage', '--window-size=' + SIZE):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options)
    atexit.register(driver.quit)
    driver.get('file://' + path)


def script(text, *arguments):
    return driver.execute_script(text, *arguments)


def find(selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def text(selector):
    return find(selector).get_attribute('textContent')


def click(selector):
    element = find(selector)
    script('arguments[0].scrollIntoView({block: "nearest"})', element)
    element.click()


def press(key):
    keys = {'right': Keys.ARROW_RIGHT, 'down': Keys.ARROW_DOWN,
            'enter': Keys.ENTER, 'escape': Keys.ESCAPE}
    find('#timeline').send_keys(keys.get(key, key))


def search(words):
    field = find('#search')
    field.clear()
    # An empty field that is cleared again tells nobody.
    field.send_keys(words or 'x', *([] if words else [Keys.BACKSPACE]))
    field.send_keys(Keys.ENTER)


def pieces(lane):
    """The states drawn in a lane, from left to right."""
    return script('''
        return [...document.querySelectorAll('g.piece.state')]
          .filter(g => g.dataset.lane === arguments[0])
          .map(g => { const r = g.querySelector('rect')
                        .getBoundingClientRect();
                      return { what: g.dataset.what, left: r.left,
                               right: r.right, start: +g.dataset.start,
                               end: +g.dataset.end, }; })
          .sort((a, b) => a.left - b.left || a.start - b.start);''', lane)


def arrows():
    return script('''
        return [...document.querySelectorAll('g.arrows path')].map(p =>
          [p.classList[1], +p.dataset.from, +p.dataset.to]);''')


def table():
    return script('''
        return [...document.querySelectorAll('#states tr')].map(row =>
          [...row.cells].map(cell => cell.textContent));''')


def zoom():
    return round(script('return view.transform.k'), 6)


def shift():
    return round(script('return view.transform.x'), 3)


def wheel(delta):
    script('''
        const r = document.getElementById('timeline').getBoundingClientRect();
        document.getElementById('timeline').dispatchEvent(new WheelEvent(
          'wheel', { deltaY: arguments[0], clientX: r.left + r.width / 2,
                     clientY: r.top + 60, bubbles: true }));''', delta)


def drag(pixels):
    ActionChains(driver).move_to_element(find('#timeline')) \
        .click_and_hold().move_by_offset(pixels, 0).release().perform()


def hover(lane, what):
    piece = next(g for g in driver.find_elements(
        By.CSS_SELECTOR, 'g.piece.state')
        if g.get_attribute('data-lane') == lane and
        g.get_attribute('data-what') == what)
    ActionChains(driver).move_to_element(piece).perform()


def printed(*groups):
    """Whether each of some elements is there when the page is printed."""
    driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'media': 'print'})
    try:
        return [[find(s).is_displayed() for s in group] for group in groups]
    finally:
        driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'media': ''})


def resources():
    """What else the page has loaded."""
    return script('''
        return performance.getEntriesByType('resource').map(r => r.name);''')


def errors():
    return [e['message'] for e in driver.get_log('browser')]


def screenshot(path):
    script('document.getElementById("tip").hidden = true; choose(null);'
           'scrollTo(0, 0); svg.call(zoom.transform, d3.zoomIdentity);')
    driver.save_screenshot(path)
