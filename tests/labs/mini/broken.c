/* Does not compile. */
int
main(void)
{
	return not_declared;
}
