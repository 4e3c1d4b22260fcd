/*
 * Questions in the last row of the screen.
 */
#include <ctype.h>

#include "../typed.h"
#include "editor.h"

static int
draw_and_wait(struct editor *e, const char *question, const struct typed *t)
{
	if (!terminal_has_key())
		view_draw_question(e, question, t->text, t->n);
	return terminal_key(-1);
}

char *
ask_text(struct editor *e, const char *question, size_t *n)
{
	struct typed t = { NULL, 0, 0 };
	enum typed_state state = TYPED_MORE;

	while (state == TYPED_MORE)
		state = typed_key(&t, draw_and_wait(e, question, &t));
	*n = t.n;
	if (state == TYPED_DONE)
		return t.text != NULL ? t.text : tool_alloc(0);
	free(t.text);
	return NULL;
}

int
ask_yes_no(struct editor *e, const char *question)
{
	static const struct typed nothing = { NULL, 0, 0 };
	char text[MESSAGE_SIZE];

	snprintf(text, sizeof(text), " %s y or n (Escape: neither) ", question);
	for (;;) {
		int key = draw_and_wait(e, text, &nothing);

		if (typed_is_refusal(key))
			return 0;
		if (key < KEY_NONE &&
		    (tolower(key) == 'y' || tolower(key) == 'n'))
			return tolower(key);
	}
}
