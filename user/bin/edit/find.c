/*
 * Searching: bytes, exactly as they were typed, from the cursor on and then
 * from the beginning.
 */
#include "editor.h"

/* Goes to what is wanted, looking from `from` on. */
static void
go(struct editor *e, size_t from)
{
	size_t found;

	if (text_find(&e->text, e->wanted, e->nwanted, from, &found)) {
		view_say(e, "Found: %.*s", (int)e->nwanted, e->wanted);
	} else if (text_find(&e->text, e->wanted, e->nwanted, 0, &found)) {
		view_say(e, "Found from the beginning on: %.*s",
			 (int)e->nwanted, e->wanted);
	} else {
		view_say(e, "Not found: %.*s", (int)e->nwanted, e->wanted);
		return;
	}
	move_to(e, found);
}

void
find_next(struct editor *e)
{
	if (e->wanted == NULL)
		view_say(e, "Nothing was searched for yet: ^F does");
	else
		go(e, e->at + 1);
}

void
find_ask(struct editor *e)
{
	char question[MESSAGE_SIZE] = " Find: ";
	size_t n;
	char *answer;

	if (e->wanted != NULL)
		snprintf(question, sizeof(question), " Find (Enter: %.*s): ",
			 (int)e->nwanted, e->wanted);
	answer = ask_text(e, question, &n);
	if (answer == NULL)
		return;
	if (n == 0) {
		free(answer);
		find_next(e);
		return;
	}
	free(e->wanted);
	e->wanted = answer;
	e->nwanted = n;
	go(e, e->at);
}
