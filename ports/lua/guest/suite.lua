-- Runs one file of Lua 5.1's test suite the way its all.lua does:
--
--	lua5.1 suite.lua NAME
--
-- with the settings that all.lua makes, through string.dump(), and with the
-- value that all.lua expects the file to give (or, for big.lua, to yield).

local name = ...

local expected = {
	attrib = { 27 }, big = { 'b', 'a' }, events = { 12 },
	locals = { 5 }, verybig = { 10 },
}

-- What is taken out of a file, because it fails with the same Lua on other
-- 64-bit systems too: texts, each before what stands for it.
local changed = {
	-- A string of 4 GiB fits into a size_t of 64 bits.
	big = { 'local a, b = pcall(rep129, longs)\nprint(b)\n' ..
		'assert(not a and string.find(b, "overflow"))\n', '\n\n\n' },
	-- strtoul() of a negative number gives 2^64 less it.
	math = { [[tonumber('\n  -10]], [[-tonumber('\n  10]],
		"tonumber('-fFfa'", "-tonumber('fFfa'",
		"tonumber('-fffffFFFFF'", "-tonumber('fffffFFFFF'" },
	-- An edit of that copy, for another implementation; no Lua 5.1.
	pm = { 'for k=i, j do; ', 'for k=i, j do ' },
}

local function replace_once(text, from, to)
	local first, last = string.find(text, from, 1, true)
	assert(first, 'the suite has changed: ' .. from)
	return string.sub(text, 1, first - 1) .. to ..
		string.sub(text, last + 1)
end

local function read(path)
	local f = assert(io.open(path, 'rb'))
	local text = f:read('*a')
	f:close()
	return text
end

math.randomseed(0)
collectgarbage('setstepmul', 180)
collectgarbage('setpause', 190)
assert(os.setlocale('C'))
Message = print

local file = name .. '.lua'
local chunk
if changed[name] then
	local text = read(file)
	for i = 1, #changed[name], 2 do
		text = replace_once(text, changed[name][i],
			changed[name][i + 1])
	end
	chunk = assert(loadstring(text, '@' .. file))
else
	chunk = assert(loadfile(file))
end
local run = loadstring(string.dump(chunk))
if name == 'big' then
	run = coroutine.wrap(run)
end
arg = { [0] = 'all.lua', [-1] = arg[-1] }
for _, want in ipairs(expected[name] or { false }) do
	local got = run()
	assert(not want or got == want, 'gave ' .. tostring(got))
end
assert(name ~= 'calls' or deep)
