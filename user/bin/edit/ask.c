/*
 * Questions in the last row of the screen. Escape, ^C and ^Q answer none.
 */
#include <ctype.h>

#include "editor.h"

static bool
is_refusal(int key)
{
	return key == KEY_ESCAPE || key == CONTROL('C') ||
	       key == CONTROL('Q') || key == KEY_GONE;
}

/* Bytes that are left when the last character of n bytes goes. */
static size_t
less_one(const char *text, size_t n)
{
	enum { TRAIL = 0x80, TRAIL_MASK = 0xc0 };

	while (n > 1 && ((unsigned char)text[n - 1] & TRAIL_MASK) == TRAIL)
		n--;
	return n > 0 ? n - 1 : 0;
}

static int
draw_and_wait(struct editor *e, const char *question, const char *text,
	      size_t n)
{
	if (!terminal_has_key())
		view_draw_question(e, question, text, n);
	return terminal_key(-1);
}

char *
ask_text(struct editor *e, const char *question, size_t *n)
{
	char *text = NULL;

	*n = 0;
	for (;;) {
		int key = draw_and_wait(e, question, text, *n);
		char *longer;

		if (is_refusal(key))
			break;
		if (key == KEY_ENTER || key == '\n')
			return text != NULL ? text : tool_alloc(0);
		if (key == KEY_BACKSPACE || key == CONTROL('H'))
			*n = less_one(text, *n);
		if ((key < ' ' && key != '\t') || key == KEY_BACKSPACE ||
		    key >= KEY_NONE)
			continue;
		longer = realloc(text, *n + 1);
		if (longer == NULL)
			break;
		text = longer;
		text[(*n)++] = (char)key;
	}
	free(text);
	return NULL;
}

int
ask_yes_no(struct editor *e, const char *question)
{
	char text[MESSAGE_SIZE];

	snprintf(text, sizeof(text), " %s y or n (Escape: neither) ", question);
	for (;;) {
		int key = draw_and_wait(e, text, NULL, 0);

		if (is_refusal(key))
			return 0;
		if (key < KEY_NONE &&
		    (tolower(key) == 'y' || tolower(key) == 'n'))
			return tolower(key);
	}
}
